// A design of many services on a grid, each of which calls two others near it now and then, with a minute of traffic to be played.
import { writeFile } from 'node:fs/promises'

const columns = 1.8
const pitch = { x: 304, y: 136 }

export function toDrawing(count) {
  const rows = Math.ceil(Math.sqrt(count / columns))
  const place = (index) => ({ x: Math.floor(index / rows) * pitch.x, y: (index % rows) * pitch.y })
  const ids = Array.from({ length: count }, (_, index) => (index === 0 ? 'people' : `service-${index}`))
  const first = Array.from({ length: rows }, (_, index) => index + 1)
  const targets = (index) => (index === 0 ? first : [index + rows, index + rows + 1]).filter((to) => to < count)
  const connections = ids.flatMap((from, index) => targets(index).map((to) => ({ from, to: ids[to] })))
  return { ids, connections, place }
}

export async function writeDrawing(path, count, { laidOut = true } = {}) {
  const { ids, connections, place } = toDrawing(count)
  const component = (id, index) =>
    index === 0 ? `  ${id}: { kind: traffic, rate: 8 }` : `  ${id}: { kind: service, name: Service ${index}, work: { time: 4ms } }`
  const lines = [
    'microcosm: 1',
    'name: Large',
    'components:',
    ...ids.map(component),
    'connections:',
    ...connections.map(({ from, to }) => `  - { from: ${from}, to: ${to}, protocol: http, calls: 0.5, timeout: 2s }`),
    'scenarios:',
    '  minute: { duration: 60s, traffic: [{ at: 0s, scale: 1 }] }',
    ...(laidOut ? ['layout:', ...ids.map((id, index) => `  ${id}: { x: ${place(index).x}, y: ${place(index).y} }`)] : []),
  ]
  await writeFile(path, `${lines.join('\n')}\n`)
}

export function toPlain(count) {
  const { ids, connections, place } = toDrawing(count)
  return {
    nodes: ids.map((id, index) => ({ id, position: place(index), data: { label: id } })),
    edges: connections.map(({ from, to }) => ({ id: `${from}->${to}`, source: from, target: to })),
  }
}
