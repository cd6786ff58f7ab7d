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
export type { EventMapping } from './plan/event-mapping.js';
export type { Profile } from './plan/log-sources.js';
export { describeMappingProblem, type MappingProblem, readMapping } from './plan/mapping.js';
export { type Core, type LoadCoreOptions, loadCore } from './sandbox/core.js';
export { FAULT_KINDS, type Fault, type FaultKind, type FaultRow } from './sandbox/fault.js';
export type { InputValue } from './sandbox/record.js';
export { type Answer, Sandbox, type SandboxOptions } from './sandbox/sandbox.js';
export type { UnreadEvent, Verdict } from './sandbox/verdict.js';
export { CODES, type Diagnostic, describeDiagnostic } from './sigma/diagnostic.js';
export { MemoryStore } from './store/memory-store.js';
export type { Store } from './store/store.js';
export type { Answers, FaultRecord, Match, Offer, Unanswered } from './supervisor/answers.js';
export type { LogSource } from './supervisor/declared.js';
export type { Rung } from './supervisor/descent.js';
export type { DrilledKind, DrillReport } from './supervisor/drill.js';
export type { EventInput } from './supervisor/event-input.js';
export { type Explained, type ExplainedPredicate, type Explanation, explain } from './supervisor/explain.js';
export type { DeadLetter } from './supervisor/journal.js';
export type { FuelBudgets, OfferOptions, SupervisorOptions } from './supervisor/options.js';
export {
  type Decision,
  decidePromotion,
  type PromotionPolicy,
  type RuleDifference,
  type ShadowReport,
  type ShadowTerm,
} from './supervisor/promotion.js';
export { type Damage, decodeRecording, encodeRecording, type Recording } from './supervisor/recording.js';
export { type Difference, type Replay, replay } from './supervisor/replay.js';
export type { RuleInfo, RuleState } from './supervisor/rule-info.js';
export type { Followed, Standing } from './supervisor/standing.js';
export type { Strike } from './supervisor/strikes.js';
export { Supervisor } from './supervisor/supervisor.js';
export type { StoreTrouble } from './supervisor/survival.js';
export type { AcceptedContent } from './validator/accepted.js';
export { describeRejection, REJECTIONS, type Rejection } from './validator/rejection.js';
export { isRejection, type ValidateOptions, validate } from './validator/validate.js';
