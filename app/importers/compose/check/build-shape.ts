import { amount, extraHosts, granted, listOnceOrMap, listOrMap, textOrNames, ulimits } from './common-shapes.ts'
import { either, fields, flag, listOf, type Shape, text } from './shape.ts'

/** How the image of a service is built. https://github.com/compose-spec/compose-spec/blob/main/build.md */
export const buildShape: Shape = either(
  text,
  fields({
    context: text,
    dockerfile: text,
    dockerfile_inline: text,
    entitlements: listOf(text),
    args: listOrMap,
    ssh: listOnceOrMap,
    labels: listOrMap,
    cache_from: listOf(text),
    cache_to: listOf(text),
    no_cache: flag,
    no_cache_filter: textOrNames,
    additional_contexts: listOrMap,
    network: text,
    provenance: either(text, flag),
    sbom: either(text, flag),
    pull: flag,
    target: text,
    shm_size: amount,
    extra_hosts: extraHosts,
    isolation: text,
    privileged: flag,
    secrets: granted,
    tags: listOf(text),
    ulimits,
    platforms: listOf(text),
  }),
)
