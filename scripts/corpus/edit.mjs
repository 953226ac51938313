// One variable and one connection are added to a service: of the configuration that Docker Compose reads, exactly that may change.
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import { allowedProtocols } from '../../app/design/allowed-protocols.ts'
import { renderDesign } from '../../app/design/write-document.ts'
import { exportInto } from '../../main/handlers/exports.ts'
import { composeConfig } from './compose-config.mjs'

const variable = 'MICROCOSM_EDIT'

// `before`: what Compose reads of the export without an edit. Undefined: exactly the edit has changed, or it was refused and said so.
export async function tryEdit({ imported, before, place, path, means, orderOf }) {
  const config = parse(before)
  const edit = chooseEdit(imported, config.services ?? {})
  if (!edit) return { edited: 'nothing to edit' }
  const folder = join(place, 'edited')
  const made = await exportInto({ folder, text: renderDesign(withEdit(imported.design, edit)), to: 'compose', path }, means)
  const read = await composeConfig(
    folder,
    orderOf(made.written.filter((name) => !name.endsWith('.env') && !name.endsWith('.md'))).map((name) => join(folder, name)),
  )
  if (!read.ok) return { edited: 'broken', why: `an edit breaks the file: ${read.reason}` }
  const refused = new Set(made.losses.filter(({ what }) => what.includes('is not carried over')).map(({ what }) => what.split(' ')[1]))
  const wanted = toWanted(config, edit, refused)
  const now = parse(read.text)
  // Compose prints the keys of build.ssh in another order each time.
  for (const config of [wanted, now]) for (const service of Object.values(config.services)) service.build?.ssh?.sort()
  if (isDeepStrictEqual(now, wanted)) return { edited: refused.size > 0 ? 'refused and said' : 'exactly' }
  return { edited: 'other', why: `an edit of ${edit.service} changes ${differenceIn(wanted, now, '')}` }
}

// The first service of the person's own, and another that it can call and that does not wait for it.
function chooseEdit({ design, understood }, services) {
  const names = new Map(understood.map(({ component, service }) => [component, service]))
  for (const [id, component] of Object.entries(design.components)) {
    const service = names.get(id)
    if (component.kind !== 'service' || !services[service]) continue
    const to = [...names].find(([other, name]) => {
      if (other === id || !services[name] || name in (services[service].depends_on ?? {})) return false
      const drawn = (design.connections ?? []).some((each) => [each.from, each.to].includes(id) && [each.from, each.to].includes(other))
      return !drawn && !waitsFor(services, name, service, new Set()) && allowedProtocols(design, id, other).protocols.length > 0
    })
    return { id, service, ...(to ? { to: to[0], dialled: to[1] } : {}) }
  }
  return undefined
}

function waitsFor(services, from, to, seen) {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  const others = Object.keys(services[from]?.depends_on ?? {})
  const shared = [services[from]?.network_mode, services[from]?.ipc, services[from]?.pid].flatMap(
    (mode) => /^service:(.+)$/.exec(mode ?? '')?.[1] ?? [],
  )
  return [...others, ...shared].some((other) => waitsFor(services, other, to, seen))
}

function withEdit(design, { id, to }) {
  const component = design.components[id]
  const components = { ...design.components, [id]: { ...component, env: { ...component.env, [variable]: 'on' } } }
  if (!to) return { ...design, components }
  const [protocol] = allowedProtocols(design, id, to).protocols
  return { ...design, components, connections: [...(design.connections ?? []), { from: id, to, protocol }] }
}

function toWanted(config, { service, dialled }, refused) {
  const before = config.services[service]
  const checked = config.services[dialled]?.healthcheck
  const condition = checked?.test && !checked.disable ? 'service_healthy' : 'service_started'
  const environment = refused.has('variable') ? {} : { environment: { ...before.environment, [variable]: 'on' } }
  const depends = !dialled || refused.has('new') ? {} : { depends_on: { ...before.depends_on, [dialled]: { condition, required: true } } }
  return { ...config, services: { ...config.services, [service]: { ...before, ...environment, ...depends } } }
}

function differenceIn(a, b, path) {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path
  const key = [...new Set([...Object.keys(a), ...Object.keys(b)])].find((each) => !isDeepStrictEqual(a[each], b[each]))
  return key === undefined ? path : differenceIn(a[key], b[key], path === '' ? key : `${path}.${key}`)
}
