/** Buttons that break a component or connection in the run that goes on. `target` is a component's id or a connection's. */
export function FaultActions(_: { target: string }) {
  return null
}
