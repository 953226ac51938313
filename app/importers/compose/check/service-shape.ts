import { buildShape } from './build-shape.ts'
import {
  amount,
  command,
  extraHosts,
  granted,
  hook,
  listOrMap,
  namePattern,
  names,
  namesOnce,
  options,
  textOrNames,
  ulimits,
} from './common-shapes.ts'
import { deployShape, gpusShape } from './deploy-shape.ts'
import {
  anyScalar,
  either,
  fields,
  flag,
  integer,
  listOf,
  mapOf,
  matching,
  nothing,
  number,
  oneOf,
  type Shape,
  scalarOrNothing,
  text,
} from './shape.ts'

/** Every key that a service of a Compose file may have. https://github.com/compose-spec/compose-spec/blob/main/spec.md */
const limit = listOf(fields({ path: text, rate: amount }))

const dependsOn = either(
  namesOnce,
  mapOf(
    fields({ condition: oneOf('service_started', 'service_healthy', 'service_completed_successfully'), restart: flag, required: flag }, [
      'condition',
    ]),
    namePattern,
  ),
)

const develop = either(
  nothing,
  fields({
    watch: listOf(
      fields(
        {
          path: text,
          action: oneOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
          target: text,
          ignore: textOrNames,
          include: textOrNames,
          initial_sync: flag,
          exec: hook,
        },
        ['path', 'action'],
      ),
    ),
  }),
)

const healthcheck = fields({
  disable: flag,
  interval: text,
  timeout: text,
  retries: amount,
  start_period: text,
  start_interval: text,
  test: either(text, listOf(text)),
})

const networks = either(
  namesOnce,
  mapOf(
    either(
      nothing,
      fields({
        aliases: names,
        interface_name: text,
        ipv4_address: text,
        ipv6_address: text,
        link_local_ips: names,
        mac_address: text,
        driver_opts: options,
        priority: number,
        gw_priority: number,
      }),
    ),
    namePattern,
  ),
)

const ports = listOf(
  either(
    anyScalar,
    fields({
      name: text,
      mode: text,
      host_ip: text,
      target: integer,
      published: either(text, integer),
      protocol: text,
      app_protocol: text,
    }),
  ),
)

const volumes = listOf(
  either(
    text,
    fields(
      {
        type: oneOf('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
        source: text,
        target: text,
        read_only: flag,
        consistency: text,
        bind: fields({ propagation: text, create_host_path: flag, recursive: text, selinux: oneOf('z', 'Z') }),
        volume: fields({ labels: listOrMap, nocopy: flag, subpath: text }),
        tmpfs: fields({ size: sizeShape(), mode: amount }),
        image: fields({ subpath: text }),
      },
      ['type'],
    ),
  ),
)

export const serviceShape: Shape = fields({
  annotations: listOrMap,
  attach: flag,
  blkio_config: fields({
    device_read_bps: limit,
    device_read_iops: limit,
    device_write_bps: limit,
    device_write_iops: limit,
    weight: integer,
    weight_device: listOf(fields({ path: text, weight: integer })),
  }),
  build: buildShape,
  cap_add: names,
  cap_drop: names,
  cgroup: oneOf('host', 'private'),
  cgroup_parent: text,
  command,
  configs: granted,
  container_name: matching(/^(?:[a-zA-Z0-9][a-zA-Z0-9_.-]+)?$/, 'a container is named by letters, digits, dots, hyphens and underscores'),
  cpu_count: either(text, integer),
  cpu_percent: amount,
  cpu_period: amount,
  cpu_quota: amount,
  cpu_rt_period: amount,
  cpu_rt_runtime: amount,
  cpu_shares: amount,
  cpus: amount,
  cpuset: text,
  credential_spec: fields({ config: text, file: text, registry: text }),
  depends_on: dependsOn,
  deploy: deployShape,
  develop,
  device_cgroup_rules: namesOnce,
  devices: listOf(either(text, fields({ source: text, target: text, permissions: text }, ['source']))),
  dns: textOrNames,
  dns_opt: names,
  dns_search: textOrNames,
  domainname: text,
  entrypoint: command,
  env_file: either(text, listOf(either(text, fields({ path: text, format: text, required: flag }, ['path'])))),
  environment: listOrMap,
  expose: listOf(anyScalar),
  extends: either(text, fields({ service: text, file: text }, ['service'])),
  external_links: namesOnce,
  extra_hosts: extraHosts,
  gpus: gpusShape,
  group_add: listOf(anyScalar, { unique: true }),
  healthcheck,
  hostname: text,
  image: text,
  init: flag,
  ipc: text,
  isolation: text,
  label_file: textOrNames,
  labels: listOrMap,
  links: names,
  logging: fields({ driver: text, options }),
  mac_address: text,
  mem_limit: amount,
  mem_reservation: amount,
  mem_swappiness: integer,
  memswap_limit: amount,
  models: either(names, mapOf(either(nothing, fields({ endpoint_var: text, model_var: text })), namePattern)),
  network_mode: text,
  networks,
  oom_kill_disable: flag,
  oom_score_adj: integer,
  pid: either(text, nothing),
  pids_limit: amount,
  platform: text,
  ports,
  post_start: listOf(hook),
  pre_start: listOf(
    fields({
      per_replica: flag,
      image: text,
      build: buildShape,
      command,
      user: text,
      privileged: flag,
      working_dir: text,
      environment: listOrMap,
    }),
  ),
  pre_stop: listOf(hook),
  privileged: flag,
  profiles: names,
  provider: fields({ type: text, options: mapOf(either(scalarOrNothing, listOf(scalarOrNothing))) }, ['type']),
  pull_policy: matching(
    /^(?:always|never|build|if_not_present|missing|refresh|daily|weekly|every_(?:\d+[wdhms])+)$/,
    'it can be always, never, missing, if_not_present, build, daily, weekly or every_ with a time',
  ),
  pull_refresh_after: text,
  read_only: flag,
  restart: text,
  runtime: text,
  scale: integer,
  secrets: granted,
  security_opt: namesOnce,
  shm_size: amount,
  stdin_open: flag,
  stop_grace_period: text,
  stop_signal: text,
  storage_opt: mapOf(scalarOrNothing),
  sysctls: listOrMap,
  tmpfs: textOrNames,
  tty: flag,
  ulimits,
  use_api_socket: flag,
  user: text,
  userns_mode: text,
  uts: text,
  volumes,
  volumes_from: namesOnce,
  working_dir: text,
})

/** `64m` and 67108864, but no negative number. */
function sizeShape(): Shape {
  return {
    name: 'a size',
    check: (node) =>
      node.type === 'scalar' &&
      (typeof node.value === 'number' ? node.value >= 0 : /^\d+(?:\.\d+)? ?(?:[kmgtp]?i?b?)$/i.test(String(node.value ?? ''))),
  }
}
