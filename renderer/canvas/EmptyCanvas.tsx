/** What an empty canvas says. It lies under everything and takes no pointer. */
export function EmptyCanvas() {
  return (
    <div className="empty-canvas">
      <h2>Nothing drawn yet</h2>
      <p>Drag a component from the list on the left, or press Enter on one.</p>
      <p>Start with Traffic and a Service, then draw a line from one to the other.</p>
    </div>
  )
}
