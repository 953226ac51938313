import type { Service } from './services.ts'

// traefik.http.services.shop.loadbalancer.server.port, traefik.port
const label = /^traefik\.(?:(?:http|tcp)\.services\.[^.]+\.loadbalancer\.server\.port|port)$/i

/** The port to which a gateway that asks Docker is told to send: by nginx-proxy's variable, Traefik's label, or that of Caddy. */
export function routedPort({ environment, labels }: Pick<Service, 'environment' | 'labels'>): number | undefined {
  const said = [
    environment.get('VIRTUAL_PORT')?.value,
    ...[...labels].flatMap(([key, value]) => (label.test(key) ? [value] : [])),
    // caddy.reverse_proxy: "{{upstreams 3000}}"
    ...[...labels].flatMap(([key, value]) =>
      /^caddy(?:_\d+)?\.(?:\S+\.)?reverse_proxy$/.test(key) ? (/\{\{\s*upstreams\s+(?:\w+\s+)?(\d+)\s*\}\}/.exec(value)?.[1] ?? []) : [],
    ),
  ]
  const number = Number(said.find((each) => each !== undefined && /^\d{1,5}$/.test(each)))
  return number > 0 && number <= 65_535 ? number : undefined
}
