// npm run bench -- export: how long pictures, exports and imports of large systems take, beside what somebody else's program needs
// for a part of the same, measured in this run, and beside the time that is aimed at.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Elk from 'elkjs/lib/elk.bundled.js'
import { parse, parseAllDocuments, stringify } from 'yaml'
import { toElkGraph } from '../../../app/drawing/elk-graph.ts'
import { toSvg } from '../../../app/exporters/diagram/svg.ts'
import { arrange } from '../../../main/arrange.ts'
import { exporters } from '../../../main/exporters.ts'
import { importCompose } from '../../../main/import-compose.ts'
import { newSecret } from '../../../main/new-secret.ts'
import { say } from '../../setup/shell.mjs'
import { toCompose, toSystem } from './large-systems.mjs'

const sizes = [100, 300, 1000]
/** Seconds for 1,000 components. */
const aims = { picture: 10, kubernetes: 5, import: 2 }

export async function measurePictures() {
  say('A picture (SVG) of a design that places nothing, with its arrangement; the peer is the layout engine ELK with all its care')
  const rows = []
  for (const [count, calls] of [...sizes.map((size) => [size, 2]), [300, 6], [1000, 6]]) {
    const design = toSystem(count, calls)
    const ours = await timed(async () => toSvg(design, await arrange(design)))
    // Beyond this it takes minutes.
    const isWithin = count <= 300 && calls <= 2
    const peer = isWithin ? await timed(() => new Elk().layout(toElkGraph(design))) : undefined
    rows.push(toRow(design, ours, peer, count === 1000 ? aims.picture : undefined))
  }
  console.table(rows)
  return { wrong: false }
}

export async function measureFolders() {
  const answer = { wrong: false }
  for (const to of ['kubernetes', 'compose', 'cdk']) {
    say(`Export to ${to}; the peer is the package yaml that reads the same files`)
    const rows = []
    for (const count of sizes) {
      const design = toSystem(count, 2)
      const exporter = exporters.find(({ id }) => id === to)
      let made
      const ours = await timed(() => {
        made = exporter.export(design, { runtimeBundle: '', newSecret, version: '0' })
      })
      const texts = made.files.filter(({ path }) => path.endsWith('.yaml')).map(({ content }) => content)
      const peer = texts.length > 0 ? await timed(() => texts.map((text) => parseAllDocuments(text))) : undefined
      if (made.files.length === 0) answer.wrong = true
      rows.push(toRow(design, ours, peer, to === 'kubernetes' && count === 1000 ? aims.kubernetes : undefined))
    }
    console.table(rows)
  }
  return answer
}

export async function measureImports() {
  say('Import of a Compose file; the peer is the package yaml that reads the same file')
  const folder = await mkdtemp(join(tmpdir(), 'microcosm-bench-'))
  const answer = { wrong: false }
  try {
    const rows = []
    for (const count of sizes) {
      const design = toSystem(count, 2)
      const file = join(folder, 'compose.yaml')
      await writeFile(file, stringify(toCompose(design)))
      let made
      const ours = await timed(() => {
        made = importCompose({ files: [file], design: join(folder, 'a.microcosm.yaml'), environment: {} })
      })
      const text = await readFile(file, 'utf8')
      const peer = await timed(() => parse(text))
      const found = Object.keys(made.design?.components ?? {}).length
      if (found < count) answer.wrong = true
      rows.push(toRow(design, ours, peer, count === 1000 ? aims.import : undefined))
    }
    console.table(rows)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return answer
}

/** Once: a person waits for the first time, too. */
async function timed(work) {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function toRow({ components, connections }, ours, peer, aim) {
  return {
    components: Object.keys(components).length,
    connections: connections.length,
    'took s': (ours / 1000).toFixed(2),
    'the peer s': peer === undefined ? '-' : (peer / 1000).toFixed(2),
    'Microcosm is': peer === undefined ? '-' : `${(ours / peer).toFixed(2)} x`,
    'aimed at s': aim ?? '-',
  }
}
