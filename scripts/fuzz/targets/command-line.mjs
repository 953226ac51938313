import * as fc from 'fast-check'
import { Refusal } from '../../../app/bridge/answer.ts'
import { isDuration, toMilliseconds } from '../../../app/design/quantities.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import { commands } from '../../../main/cli/commands.ts'
import { parseGiven } from '../../../main/cli/parse-given.ts'
import { parseSweep } from '../../../main/cli/parse-sweep.ts'
import { runCli } from '../../../main/cli/run-cli.ts'
import { toTerminalText } from '../../../main/cli/terminal-text.ts'
import { mutated } from '../mutate.mjs'

const values = ['30s', '1ms..20ms:20', 'components.a.replicas=1,2,4', 'traffic.scale=0.5..3', '-5', '1e3s', '10m', 'a.microcosm.yaml', '']
const word = fc.oneof(
  fc.constantFrom(...commands.flatMap(({ name, options }) => [name, ...Object.keys(options).map((option) => `--${option}`)])),
  fc.constantFrom('--', '-', '-h', '--help', '--version', 'help', ...values),
  mutated(values),
)
// What is asked of a run or of Docker takes its time; what they are given is read all the same.
const harmless = new Set(['validate', 'export', 'import', 'help', '--help', '-h', '--version'])

const escapes = ['\u0000', '\u0007', '\u001b', '\u009b']

export const target = {
  arbitrary: fc.array(word, { maxLength: 8 }),
  async run(args, { folder }) {
    const text = args.at(-1) ?? ''
    if (isDuration(text) && !(toMilliseconds(text) >= 0 && toMilliseconds(text) < Infinity)) throw new Error('a duration that is none')
    refusing(() => parseSweep(text))
    for (const command of commands) refusing(() => parseGiven(command, args))
    if (escapes.some((sign) => toTerminalText(args.join(' ')).includes(sign))) throw new Error('an escape reaches the terminal')
    if (args[0] === undefined || !harmless.has(args[0])) return refusing(() => parseGiven(commands[args.length % commands.length], args))
    const said = []
    const io = {
      out: () => {},
      err: (line) => said.push(line),
      terminal: null,
      ask: null,
      cwd: folder,
      env: {},
      places: { version: '0.0.0', runtime: folder, predictWorker: '' },
      interrupted: new AbortController().signal,
    }
    const code = await runCli(args, io)
    const mistake = said.find((line) => line.includes('made a mistake'))
    if (mistake !== undefined) throw new Error(mistake)
    return code === 0
  },
}

function refusing(parse) {
  try {
    parse()
    return true
  } catch (error) {
    if (error instanceof Refusal || error instanceof RunFailure) return false
    throw error
  }
}
