// Files as large as are read at all, and larger ones that are refused: what the program is given to do.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const tenMegabytes = 9_900_000

// A design of ten megabytes: as many components as are read, each with notes that fill it up, and all of them called in a row.
export function toLargeDesign() {
  const count = 10_000
  const head = 'microcosm: 1\ncomponents:\n  people: { kind: traffic, rate: 5 }\n'
  const links = ['connections:', '  - { from: people, to: s0, protocol: http }', '']
  const notes = Math.floor(tenMegabytes / count) - 60
  const components = Array.from({ length: count }, (_, index) => `  s${index}: { kind: service, notes: ${'n'.repeat(notes)} }`)
  return `${head}${components.join('\n')}\n${links.join('\n')}`
}

// Compose files: one as large as is read, and one of ten megabytes, which is refused.
export async function writeComposeFiles(folder) {
  const service = (index, length) => `  s${index}:\n    image: "acme/s${index}:1"\n    environment: { NOTES: ${'n'.repeat(length)} }\n`
  const files = { largest: join(folder, 'largest.yaml'), refused: join(folder, 'refused.yaml') }
  await writeFile(files.largest, `services:\n${Array.from({ length: 1500 }, (_, index) => service(index, 2500)).join('')}`)
  await writeFile(files.refused, `services:\n${Array.from({ length: 1500 }, (_, index) => service(index, 6600)).join('')}`)
  return files
}
