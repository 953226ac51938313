/** The system's own dialogs, where there are any; null: the person cancelled. */
export interface Dialogs {
  openDesign(): Promise<string | null>
  saveDesign(suggestedName: string): Promise<string | null>
  saveReport(suggestedName: string): Promise<string | null>
  saveVideo(suggestedName: string): Promise<string | null>
  saveDiagnostics(suggestedName: string): Promise<string | null>
  openComposeFiles(): Promise<string[] | null>
  /** Both begin at the suggested place. */
  chooseFolder(suggested: string): Promise<string | null>
  saveExport(suggested: string): Promise<string | null>
}
