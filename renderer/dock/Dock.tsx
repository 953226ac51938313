/** The bottom of the window: Scenario, Charts, Logs, Traces, Problems. */
export function Dock() {
  return null
}
