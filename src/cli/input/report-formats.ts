/** What a report of findings can be printed as. */
export const reportFormats = ['table', 'json', 'yaml', 'junit', 'sarif'] as const;
export type ReportFormat = (typeof reportFormats)[number];
