/** What goes on, at the canvas's top left. */
export function RunBanner() {
  return null
}
