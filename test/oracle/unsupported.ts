/** What the oracle throws at a rule that has no meaning, or none it knows. Never thrown while matching. */
export class UnsupportedRule extends Error {
  constructor(
    readonly why: string,
    readonly what: string,
  ) {
    super(`${why}: ${what}`);
    this.name = 'UnsupportedRule';
  }
}
