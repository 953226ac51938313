import type { Command } from './command.ts'
import { usageOf } from './parse-given.ts'

export function toHelp(commands: Command[], version: string): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    `Microcosm ${version}: draw a microservice architecture, predict it, run it on Docker, break it, export it.`,
    '',
    'Usage: microcosm COMMAND …',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '`microcosm COMMAND --help` says more. Exit codes: 0 good, 1 wrong input or failure, 2 an objective missed, 3 one not known yet.',
  ].join('\n')
}

export function toCommandHelp(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { value, help }]) => [value ? `--${name} ${value}` : `--${name}`, help] as const,
  )
  const width = Math.max(0, ...options.map(([left]) => left.length))
  const list = options.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`)
  return [`Usage: ${usageOf(command)}`, '', `${capitalise(command.summary)}.`, ...(list.length > 0 ? ['', ...list] : [])].join('\n')
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
