/** What is true of a component or connection now, predicted beside measured, and why. `target` is a component's id or a connection's. */
export function NowTable(_: { target: string }) {
  return null
}
