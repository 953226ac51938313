import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as z from 'zod'
import { requests } from '../../../app/bridge/requests.ts'
import { answerRequest } from '../../../main/answer-request.ts'
import { placesOf } from '../../../main/files/places.ts'
import { createProgram } from '../../../main/program.ts'
import { projectRoot } from '../../setup/shell.mjs'
import { mutated } from '../mutate.mjs'
import { arbitraryOf } from '../schema-arbitrary.mjs'
import { composeSeeds, exampleDesigns } from '../seeds.mjs'

const small =
  'microcosm: 1\ncomponents:\n  u: { kind: traffic, rate: 2 }\n  a: { kind: service }\nconnections: [{ from: u, to: a, protocol: http }]\n'
const designs = mutated([small, ...exampleDesigns()])
const folder = process.cwd()
const inside = fc
  .constantFrom(
    'a.microcosm.yaml',
    'compose.yaml',
    'none.yaml',
    'out/',
    'out',
    'out/a.svg',
    'sub/b.yml',
    'a\0.yaml',
    'report.html',
    'd.zip',
  )
  .map((name) => join(folder, name))
const texts = (key) => {
  if (/text|lastRead/i.test(key)) return fc.oneof(fc.constant(small), designs)
  if (/path|folder|place|file|suggested/i.test(key)) return inside
  if (key === 'to') return fc.constantFrom('compose', 'kubernetes', 'helm', 'cdk', 'svg', 'mermaid', 'structurizr', 'none')
  if (/^(?:at|duration|for|every|delay|time)/.test(key)) return fc.constantFrom('1s', '5ms', '1e3', '')
  return fc.constantFrom('a', 'u', 'p', '__proto__', 'constructor', 'theme', '..', 'a/b', 'x'.repeat(70))
}
const kinds = Object.entries(requests).map(([name, { input }]) =>
  arbitraryOf(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }), texts).map((given) => ({ name, input: given })),
)
const nearly = fc.record({ name: fc.constantFrom(...Object.keys(requests), '__proto__', 'toString', ''), input: fc.jsonValue() })

await mkdir(join(folder, 'out'), { recursive: true })
await mkdir(join(folder, 'sub'), { recursive: true })
await writeFile(join(folder, 'a.microcosm.yaml'), small)
await writeFile(join(folder, 'compose.yaml'), composeSeeds[0])
const window = { setState() {}, setMenu() {}, heard() {}, close() {} }
const program = createProgram({ kind: 'web', places: placesOf(projectRoot, 'mjs'), named: undefined, dialogs: null, window, send() {} })
const { handlers } = program
// What is logged as a mistake is a fault here as well; it comes with the answer.
console.error = () => {}

export const target = {
  arbitrary: fc.oneof({ weight: 12, arbitrary: fc.oneof(...kinds) }, { weight: 1, arbitrary: nearly }),
  async run({ name, input }) {
    // A page would let a question be answered; here the next input waits.
    const asked = name === 'answers.ask' && typeof input?.askId === 'string' ? input.askId : undefined
    const cancel = asked === undefined ? undefined : setTimeout(() => handlers['answers.cancel']({ askId: asked }), 50)
    const answer = await answerRequest(handlers, name, input)
    clearTimeout(cancel)
    if (answer.ok && typeof answer.value?.runId === 'string') await handlers['runs.stop']({ runId: answer.value.runId })
    if (answer.ok) return true
    if (answer.code === 'internal') throw new Error(answer.message)
    return false
  },
  end: () => program.close(),
}
