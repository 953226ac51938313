/** Traffic moving along the edges: one canvas over them. Edge elements carry the connection's id as `data-id`. */
export function Particles(_: { transform: { x: number; y: number; zoom: number }; connections: string[] }) {
  return null
}
