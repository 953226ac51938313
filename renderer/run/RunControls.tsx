/** The middle of the top bar: scenario, Predict, Run and Stop. */
export function RunControls() {
  return null
}
