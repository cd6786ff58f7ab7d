/** binary-parser's types stand beside its CommonJS build, where its `exports` do not lead. */
declare module 'binary-parser' {
  export * from 'binary-parser/dist/binary_parser.js';
}
