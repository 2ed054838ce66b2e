/** What is wrong with a template, or went wrong while it ran, in the words of Go: `template: inject:4: …`. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TemplateError';
  }
}

/** What a function says of its arguments; the evaluator adds where it was called. */
export class FunctionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FunctionError';
  }
}
