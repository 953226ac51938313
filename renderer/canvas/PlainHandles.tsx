/**
 * Where lines end on a box, for the canvas measures that on the page. Nothing can be drawn from them, so they are marks and not handles,
 * of which each would listen to the whole canvas.
 */
export function PlainHandles({ calls, called }: { calls: boolean; called: boolean }) {
  return (
    <>
      {called && <i className="plain-handle plain-handle-left target" data-handlepos="left" />}
      {calls && <i className="plain-handle plain-handle-right source" data-handlepos="right" />}
    </>
  )
}
