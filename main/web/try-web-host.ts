import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, type Mock, vi } from 'vitest'
import { pageKey } from '../../app/bridge/page-key.ts'
import { placesOf } from '../files/places.ts'
import { requireBuilt } from '../files/require-built.ts'
import { createProgram, type Program } from '../program.ts'
import { serveWeb, type WebHost } from '../web-host.ts'

export interface Response {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

const json = { 'content-type': 'application/json' }

/** A web host of the real program for each test, on a page, a home and a Docker address that are the test's own. */
export class TriedHost {
  root = ''
  host: WebHost = { link: '', port: 0, close: async () => {} }
  cookie = ''
  /** What the page alone holds. */
  key = ''
  /** What the host takes for the time since it was started, in ms. */
  passed = 0
  /** Each host has its own: the page of a test before may be seen to leave only now. */
  onLastLeft: Mock<() => void> = vi.fn()
  #program: Program | undefined

  constructor() {
    beforeAll(() => this.#prepare())
    beforeEach(() => this.#start())
    afterEach(() => this.#stop())
    afterAll(async () => {
      vi.unstubAllEnvs()
      await rm(this.root, { recursive: true, force: true })
    })
  }

  async #prepare(): Promise<void> {
    this.root = await mkdtemp(join(tmpdir(), 'microcosm-web-'))
    vi.stubEnv('MICROCOSM_HOME', join(this.root, 'home'))
    // No run on Docker may begin here, whatever is asked.
    vi.stubEnv('DOCKER_HOST', `unix://${join(this.root, 'no-docker.sock')}`)
    await mkdir(join(this.root, 'page', 'assets'), { recursive: true })
    await writeFile(join(this.root, 'page', 'index.html'), '<!doctype html><title>Microcosm</title>')
    await writeFile(join(this.root, 'page', 'assets', 'main.js'), 'export {}')
    await writeFile(join(this.root, 'secret.json'), '{"secret":1}')
  }

  async #start(): Promise<void> {
    this.cookie = ''
    this.key = ''
    this.passed = 0
    this.onLastLeft = vi.fn()
    this.host = await this.serve(0)
  }

  /** Serves the program on a port; 0 is a free one. */
  serve(port: number): Promise<WebHost> {
    const project = resolve(import.meta.dirname, '../..')
    const places = { ...placesOf(project, 'mjs'), predictWorker: join(project, 'simulator/predict/worker.ts') }
    requireBuilt(places.fileWorker)
    const window = { setState() {}, setMenu() {}, heard() {}, close() {} }
    const page = join(this.root, 'page')
    return serveWeb(
      page,
      port,
      (send) => {
        const program = createProgram({ kind: 'web', places, named: undefined, dialogs: null, window, send })
        this.#program = program
        return program.handlers
      },
      this.onLastLeft,
      () => this.passed,
    )
  }

  async #stop(): Promise<void> {
    await this.#program?.close()
    await this.host.close()
  }

  /** Sends exactly these headers and this path; a client such as fetch would put some of them right. */
  send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
    const known = { ...(this.cookie ? { cookie: this.cookie } : {}), ...(this.key ? { [pageKey.header]: this.key } : {}) }
    const options = { host: '127.0.0.1', port: this.host.port, method, path, headers: { ...known, ...headers } }
    return new Promise((resolve, reject) => {
      const request = httpRequest(options, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      request.on('error', reject)
      request.end(body)
    })
  }

  get linkPath(): string {
    return this.host.link.slice(this.host.link.indexOf('/?'))
  }

  post(body: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('POST', '/api/request', { ...json, ...headers }, body)
  }

  /** The answer to a request of the bridge. */
  async ask(name: unknown, input: unknown) {
    return JSON.parse((await this.post(JSON.stringify({ name, input }))).body)
  }

  /** Opens the link, as the person's browser does. */
  async enter(): Promise<Response> {
    const response = await this.send('GET', this.linkPath)
    this.cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    this.key = keyIn(response.body)
    return response
  }

  /** Listens to events until the signal aborts. */
  listen(signal: AbortSignal): Promise<globalThis.Response> {
    return fetch(`http://127.0.0.1:${this.host.port}/api/events?${pageKey.parameter}=${this.key}`, {
      headers: { cookie: this.cookie },
      signal,
    })
  }
}

/** The key that the page of the link keeps. */
export function keyIn(page: string): string {
  return new RegExp(`"${pageKey.stored}","([\\w-]{43})"`).exec(page)?.[1] ?? ''
}
