// Cuts a stream at its document markers before anything is parsed, so that size is bounded by document and one parser
// never sees more than one of them. A line that begins with --- is a marker wherever it stands (YAML 1.2, 9.1.2).

export interface DocumentText {
  readonly text: string;
  /** Where it begins in the stream. */
  readonly offset: number;
}

const marker = /^---(?=[ \t\r\n]|$)/gm;

/** The documents of a stream, each with its marker; pieces of comments only are among them. */
export function splitDocuments(stream: string): readonly DocumentText[] {
  const starts = [...stream.matchAll(marker)].map((match) => match.index).filter((index) => index > 0);
  const documents: DocumentText[] = [];
  let begin = 0;
  for (const end of [...starts, stream.length]) {
    const text = stream.slice(begin, end);
    // Directives (%YAML …) stand before the marker of the document they are for.
    if (end < stream.length && /^%/m.test(text) && !/^[^%#\s]/m.test(text)) continue;
    documents.push({ text, offset: begin });
    begin = end;
  }
  return documents;
}
