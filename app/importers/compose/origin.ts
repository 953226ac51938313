import * as z from 'zod'
import type { Design } from '../../design/design.ts'
import { isSecret } from '../../secrets/is-secret.ts'
import type { ImportOrder } from '../importer.ts'
import type { Model } from './model.ts'
import { joinPath, relativePath } from './paths.ts'
import type { Service } from './services.ts'
import { createShellValues, shellValueSchema } from './shell-values.ts'

/**
 * Where an imported design came from, kept in the design as `x-compose`. Paths are counted from the design's folder. An export
 * reads the same files in the same way and changes in them what was changed in the design.
 */
export const originSchema = z.object({
  files: z.array(z.string()).min(1),
  project: z.string(),
  profiles: z.array(z.string()).optional(),
  envFiles: z.array(z.string()).optional(),
  /** Variables of the shell that the files needed, without their values; designs of before hold those of variables that are no secrets. */
  variables: z.record(z.string(), z.union([z.string(), shellValueSchema, z.strictObject({ secret: z.string() })])).optional(),
  /** Names of all services that were there, so that one that is added to a file later is not taken for one to remove. */
  services: z.array(z.string()),
})
export type Origin = z.infer<typeof originSchema>

/** `design`: what the files came to. */
export function toOrigin(model: Model, services: Service[], order: ImportOrder, design: Design): Origin {
  const fromDesign = (path: string) => relativePath(order.designFolder, joinPath('.', path))
  const toShellValue = createShellValues(design)
  const variables = [...model.loading.used].sort().flatMap((name) => {
    const value = order.environment[name]
    return value === undefined
      ? []
      : [[name, isSecret(name, value) ? { secret: name.toLowerCase().replaceAll('_', '-') } : toShellValue(name, value)] as const]
  })
  return {
    files: order.files.map(fromDesign),
    project: model.projectName,
    ...(model.profiles.length > 0 ? { profiles: model.profiles } : {}),
    ...(order.envFiles?.length ? { envFiles: order.envFiles.map(fromDesign) } : {}),
    ...(variables.length > 0 ? { variables: Object.fromEntries(variables) } : {}),
    services: services.map(({ name }) => name),
  }
}
