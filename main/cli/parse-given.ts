import { parseArgs } from 'node:util'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Command, Given } from './command.ts'

/** Reads a command's arguments. Throws a Refusal that names the argument and says what is allowed. */
export function parseGiven(command: Command, args: string[]): Given {
  const { values, positionals } = parse(command, args)
  checkPositionals(command, positionals)
  return {
    positionals,
    text: (option) => {
      const value = values[option]
      return typeof value === 'string' ? value : undefined
    },
    texts: (option) => {
      const value = values[option]
      return Array.isArray(value) ? value.map(String) : []
    },
    has: (option) => values[option] === true,
  }
}

function parse(command: Command, args: string[]): { values: Record<string, unknown>; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value, many = false }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), multiple: many },
    ]),
  )
  refuseRepeated(command, args)
  try {
    return parseArgs({ args: withoutClusters(args), options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new Refusal('bad-input', `${toReason(error, command)} ${optionsOf(command)}`)
  }
}

/** `-abc` would be three options, and is taken apart in a time that grows with its square; there is none of one letter, so one tells it. */
function withoutClusters(args: string[]): string[] {
  const end = args.indexOf('--')
  // -é, whatever follows it
  return args.map((arg, index) => (end < 0 || index < end ? arg.replace(/^(-[^-]).*$/su, '$1') : arg))
}

// Option '--seed <value>' argument missing
const namedOption = /'-*([^\s'=]+)/

function toReason(error: unknown, command: Command): string {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const name = namedOption.exec(message)?.[1] ?? ''
  const value = Object.hasOwn(command.options, name) ? command.options[name]?.value : undefined
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${command.name} has no option ${name.length === 1 ? '-' : '--'}${name}.`
  return value ? `--${name} needs a value: --${name} ${value}.` : `--${name} takes no value.`
}

/** The last of two would win in silence. */
function refuseRepeated(command: Command, args: string[]): void {
  const end = args.indexOf('--')
  const names = (end < 0 ? args : args.slice(0, end)).filter((arg) => arg.startsWith('--')).map((arg) => arg.split('=')[0] ?? arg)
  const once = names.filter((name) => !command.options[name.slice(2)]?.many)
  const repeated = once.find((name, index) => once.indexOf(name) !== index)
  if (repeated) throw new Refusal('bad-input', `${repeated} is given twice. ${optionsOf(command)}`)
}

function checkPositionals(command: Command, positionals: string[]): void {
  const [first, second, third] = positionals
  const usage = usageOf(command)
  if (command.argument === '' && first !== undefined) {
    throw new Refusal('bad-input', `${command.name} takes no argument, but "${first}" is given. Usage: ${usage}`)
  }
  if (command.argument !== '' && command.argument !== '[FAULT]' && first === undefined) {
    const wanted = command.argument === 'COMPOSE_FILE…' ? 'Compose file' : 'design'
    throw new Refusal('bad-input', `Which ${wanted}? Usage: ${usage}`)
  }
  if (command.argument === 'DESIGN' && second !== undefined) {
    throw new Refusal('bad-input', `${command.name} takes one design, but "${second}" is given too. Usage: ${usage}`)
  }
  if (command.argument === 'DESIGN [DESIGN]' && third !== undefined) {
    throw new Refusal('bad-input', `${command.name} takes two designs at most, but "${third}" is given too. Usage: ${usage}`)
  }
}

function optionsOf({ options }: Command): string {
  const names = Object.entries(options).map(([name, { value }]) => (value ? `--${name} ${value}` : `--${name}`))
  return names.length === 0 ? 'It has no options.' : `It has: ${names.join(', ')}.`
}

// microcosm simulate DESIGN [--scenario NAME] [--json]
export function usageOf({ name, argument, options }: Command): string {
  const all = Object.entries(options).map(([option, { value }]) => (value ? `[--${option} ${value}]` : `[--${option}]`))
  return ['microcosm', name, argument, ...all].filter(Boolean).join(' ')
}
