/** Whether an answer counts as one. What the caller asked wrongly is its own affair; who is told to come later was not served. */
export function isGoodStatus(status: number): boolean {
  return status < 500 && status !== 429
}
