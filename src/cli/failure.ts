/** What ends a command: one clear line, and exit status 2, because the input cannot be used. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** What the system says of a file, without the call and the path that Node adds. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return (code && REASONS[code]) || (error instanceof Error ? error.message : String(error));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'it may not be read or written by this user',
  ENOSPC: 'the disk is full',
};
