/** What of ringfence needs Node: re-exports, nothing else. */
export { FileStore } from './store/file-store.js';
