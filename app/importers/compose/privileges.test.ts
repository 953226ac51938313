import { describe, expect, test } from 'vitest'
import { privilegesOf } from '../../privileges/privileges-of.ts'
import { importTexts } from './fixtures/import-texts.ts'

const grantsOf = (service: string, rest = '') => {
  const { design, problems } = importTexts({ 'compose.yaml': `services:\n  web: { image: acme/web, ${service} }\n${rest}` })
  const web = design?.components.web
  return { grants: web ? privilegesOf(web).map(({ grant }) => grant) : problems, problems }
}

describe('what a service is given of the machine', () => {
  test.each([
    ['privileged: true', ['privileged: true']],
    ['privileged: "true"', ['privileged: true']],
    ['network_mode: host', ['network_mode: host']],
    ['pid: host, ipc: host, uts: host, cgroup: host', ['pid: host', 'ipc: host', 'uts: host', 'cgroup: host']],
    ['userns_mode: host', ['userns_mode: host']],
    ['devices: ["/dev/kvm:/dev/kvm:rwm"]', ['devices: /dev/kvm']],
    ['cap_add: [sys_admin, CAP_NET_ADMIN, CHOWN, ALL]', ['cap_add: SYS_ADMIN', 'cap_add: NET_ADMIN', 'cap_add: ALL']],
    [
      'security_opt: ["seccomp:unconfined", "apparmor=unconfined"]',
      ['security_opt: seccomp:unconfined', 'security_opt: apparmor=unconfined'],
    ],
    ['volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]', ['volumes: /var/run/docker.sock']],
    ['volumes: ["/:/host", "~/.ssh:/keys"]', ['volumes: /', 'volumes: ~/.ssh']],
    ['volumes: [{ type: bind, source: /etc, target: /etc }]', ['volumes: /etc']],
    ['build: { context: ., privileged: true, network: host }', ['build: privileged: true', 'build: network: host']],
  ])('%s', (service, wanted) => {
    expect(grantsOf(service).grants).toEqual(wanted)
  })

  test('a named volume that is a folder of the machine', () => {
    const volumes = 'volumes:\n  data: { driver_opts: { type: none, o: bind, device: /srv/data } }\n  plain: {}\n'
    expect(grantsOf('volumes: ["data:/data", "plain:/plain"]', volumes).grants).toEqual(['volumes: /srv/data'])
  })

  test.each([
    'privileged: false',
    'network_mode: bridge',
    'pid: "service:web2"',
    'cap_add: [NET_BIND_SERVICE]',
    'cap_drop: [ALL]',
    'security_opt: ["no-new-privileges:true"]',
    'volumes: ["./conf:/etc/conf:ro", "../other:/data", "/data", "/project/data:/data"]',
    'tmpfs: /tmp',
  ])('is nothing: %s', (service) => {
    const rest = '  web2: { image: acme/other }\n'
    expect(grantsOf(service, rest).grants).toEqual([])
  })

  test('is warned of where it stands, with what can be done with it', () => {
    const { problems } = grantsOf('privileged: true, volumes: ["/run/docker.sock:/d"]')
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        file: '/project/compose.yaml',
        line: 2,
        column: 39,
        message: 'web is given privileged: true: it can do what root of the machine can.',
      }),
      expect.objectContaining({ message: expect.stringMatching(/docker\.sock: it can start containers of its own, .*\.$/) }),
    ])
  })
})
