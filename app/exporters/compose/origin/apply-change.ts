import type { Design } from '../../../design/design.ts'
import { isRelative } from '../../../importers/compose/file-paths.ts'
import { joinPath, relativePath } from '../../../importers/compose/paths.ts'
import { withSecretsWithin } from '../../../secrets/secret-within.ts'
import { required, secretVariable, toComposeText } from '../variables.ts'
import { type AddedService, addService } from './added-service.ts'
import { type Change, dialOf, isSecret } from './changes.ts'
import type { Originals } from './originals.ts'
import { isOwn, mapAt, type Own } from './own-values.ts'
import { addAlias, referringKeys, removeService, renameService } from './project-edits.ts'
import type { Project } from './project-parts.ts'
import { addDependency, escaped, fieldKeys, setField, setVariable } from './service-edits.ts'

export interface ChangeContext {
  design: Design
  originals: Originals
  /** The configuration before the change. */
  resolved: Own
  added: AddedService | undefined
}

/** One change, made in texts or in the configuration that they come to. */
export function applyChange(change: Change, project: Project, { design, originals, resolved, added }: ChangeContext): void {
  switch (change.change) {
    case 'rename':
      project.onAll(referringKeys, (root) => renameService(root, change.service, change.to))
      project.onService(change.to, ['networks'], (parts) => addAlias(parts, change.service))
      break
    case 'remove':
      project.onAll(referringKeys, (root) => removeService(root, change.service))
      break
    case 'add':
      if (added) project.onAll([], (root, index) => index === 0 && addService(root, added))
      break
    case 'field': {
      const whole = mapAt(resolved, 'services', change.service) ?? {}
      project.onService(change.service, fieldKeys[change.field], (parts) =>
        setField(parts, change.field, toField(change, originals), whole),
      )
      break
    }
    case 'variable':
      project.onService(change.service, ['environment'], (parts) => setVariable(parts, change.name, toText(change.value)))
      break
    case 'connect': {
      const { dialler, dialled } = dialOf(design, change.connection)
      if (dependsOn(resolved, dialler, dialled)) break
      project.onService(dialler, ['depends_on'], (parts) => addDependency(parts, dialled, conditionFor(resolved, dialled)))
    }
  }
}

export function dependsOn(resolved: Own, service: string, name: string): boolean {
  const depends = mapAt(resolved, 'services', service, 'depends_on')
  return isOwn(depends) && Object.hasOwn(depends, name)
}

function toField({ field, value }: Change & { change: 'field' }, { design, out }: Originals): unknown {
  if (field !== 'build' || typeof value !== 'string' || !isRelative(value)) return value
  const path = relativePath(out, joinPath(design, value))
  return path.startsWith('.') ? path : `./${path}`
}

function toText(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const secret = (name: string) => toComposeText(required(secretVariable(name)))
  return isSecret(value) ? secret(value.secret) : withSecretsWithin(String(value), secret, escaped)
}

function conditionFor(resolved: Own, service: string): string {
  const check = mapAt(resolved, 'services', service, 'healthcheck')
  return check?.test !== undefined && check.disable !== true ? 'service_healthy' : 'service_started'
}
