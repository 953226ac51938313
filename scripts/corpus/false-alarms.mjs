// Whether the judge of secrets takes ordinary variables for secrets: two hundred of a corpus whose names and values tell, by rules that
// are not the judge's own, that they are none.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { isSecret } from '../../app/secrets/is-secret.ts'
import { readCorpus } from './cases.mjs'

const wanted = 200

// A name with any of these may stand for a secret, and is left aside.
const suspicious = /pass|pwd|secret|token|key|cred|auth|salt|pepper|pin\b|pat\b|dsn|hook|cookie|priv|cert|sign|seed|hash|otp|connection/i

// What a setting looks like: a switch, a number, a measure, a host with a port, an address without an account, a path, a word or several.
const settings = [
  /^(?:true|false|yes|no|on|off)$/i,
  /^-?\d+(?:\.\d+)?(?:ms|s|m|h|d|k|kb|mb|gb|m|g|%)?$/i,
  /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*:\d{2,5}$/,
  /^[a-z][a-z0-9+:]*:\/\/[a-z0-9.-]+(?::\d{2,5})?(?:\/[a-z0-9._/-]*)?$/,
  /^(?:\.{0,2}\/[\w.-]+)+\/?$/,
  /^[a-z]{1,24}(?:[ _.-][a-z]{1,24}){0,5}$/i,
]

// { looked, alarms, missed }: the variables are spread over the corpus, and the same each time.
export function measureFalseAlarms(corpus) {
  const found = new Map()
  for (const file of new Set(readCorpus(corpus).flatMap(({ files }) => files))) {
    for (const [name, value] of variablesIn(file)) {
      if (!suspicious.test(name) && settings.some((pattern) => pattern.test(value))) found.set(`${name}=${value}`, { name, value })
    }
  }
  const all = [...found.keys()].sort()
  const step = Math.max(1, all.length / wanted)
  const chosen = Array.from({ length: Math.min(wanted, all.length) }, (_, index) => found.get(all[Math.floor(index * step)]))
  const alarms = chosen.filter(({ name, value }) => isSecret(name, value)).map(({ name, value }) => `${name}=${value}`)
  const short = chosen.length < wanted ? [`only ${chosen.length} ordinary variables are in the corpus, and ${wanted} are wanted`] : []
  return { looked: chosen.length, of: all.length, alarms, missed: [...short, ...alarms.map((each) => `taken for a secret: ${each}`)] }
}

function variablesIn(file) {
  let services
  try {
    services = Object.values(parse(readFileSync(file, 'utf8'), { merge: true, logLevel: 'silent' })?.services ?? {})
  } catch {
    // Some files of the corpus are there to be refused.
    return []
  }
  return services.flatMap((service) => {
    const environment = service?.environment ?? {}
    const entries = Array.isArray(environment)
      ? environment.map((entry) => [String(entry).split('=')[0], String(entry).split('=').slice(1).join('=')])
      : Object.entries(environment).map(([name, value]) => [name, String(value ?? '')])
    return entries.filter(([, value]) => value !== '' && !value.includes('$'))
  })
}
