/**
 * ringfence: Sigma rules compiled to content files, content files matched against events in a WebAssembly core that
 * can call nothing, faults contained and recovered from.
 */
export { type Bucket, type Counts, countBuckets, type Degradation } from './content/buckets.js';
export { type ContentView, view } from './content/view.js';
export { type ErrorCode, RingfenceError } from './error.js';
export { LIMITS } from './format/layout.js';
export {
  type Compilation,
  type CompileOptions,
  ContentTooLarge,
  compile,
  type FilterReport,
  type RuleReport,
  type RuleSource,
  type Schema,
} from './plan/compile.js';
export type { Profile } from './plan/log-sources.js';
export { describeMappingProblem, type EventMapping, type MappingProblem, readMapping } from './plan/mapping.js';
export { type Core, type LoadCoreOptions, loadCore } from './sandbox/core.js';
export type { Fault, FaultKind } from './sandbox/fault.js';
export type { InputValue } from './sandbox/record.js';
export { type Answer, Sandbox } from './sandbox/sandbox.js';
export type { UnreadEvent, Verdict } from './sandbox/verdict.js';
export { CODES, type Diagnostic, describeDiagnostic } from './sigma/diagnostic.js';
export type { Answers, FaultRecord, Match, Offer, Unanswered } from './supervisor/answers.js';
export type { LogSource } from './supervisor/declared.js';
export { type Explained, type ExplainedPredicate, type Explanation, explain } from './supervisor/explain.js';
export type { RuleInfo, RuleState } from './supervisor/rule-info.js';
export type { Standing } from './supervisor/standing.js';
export { Supervisor, type SupervisorOptions } from './supervisor/supervisor.js';
export type { AcceptedContent } from './validator/accepted.js';
export { describeRejection, REJECTIONS, type Rejection } from './validator/rejection.js';
export { isRejection, type ValidateOptions, validate } from './validator/validate.js';
