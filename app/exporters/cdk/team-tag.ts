import { quoted } from './code.ts'
import type { Module } from './module.ts'

/** A statement that tags a construct with its team. AWS takes letters, digits and a few signs in tags. */
export function tagOfTeam(name: string, team: string | undefined, module: Module): string[] {
  const allowed = (team ?? '')
    .replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return allowed === '' ? [] : [`${module.value('Tags', 'aws-cdk-lib')}.of(this.${name}).add('team', ${quoted(allowed)});`]
}
