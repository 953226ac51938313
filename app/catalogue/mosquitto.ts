import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { brokerParts, toServerPlan } from './server-parts.ts'

// Assumed: passing on a small message takes a tenth of a millisecond.
const work: Work = { time: '0.1ms', distribution: 'exponential' }
const image = 'eclipse-mosquitto:2'
// Since version 2 it listens on 127.0.0.1 only, unless told otherwise.
const config = 'listener 1883\nallow_anonymous true\npersistence true\npersistence_location /mosquitto/data/\n'

/** A Mosquitto broker. It has one thread. */
export const mosquitto: Kind = {
  kind: 'mosquitto',
  label: 'Mosquitto',
  family: 'topic',
  icon: 'rss',
  summary: 'MQTT broker; every connected subscriber gets every message.',
  keywords: ['mqtt', 'iot', 'devices', 'message', 'broker', 'pub/sub', 'async'],
  ...brokerParts({
    work,
    acceptsAtOnce: 1,
    // max_inflight_messages as published: https://mosquitto.org/man/mosquitto-conf-5.html
    prefetch: 20,
    prefetchTitle: 'Messages in flight',
    prefetching: 'Messages given to one subscriber and not acknowledged.',
    consumers: 'each',
    image,
  }),
  accepts: ['mqtt'],
  offers: ['mqtt'],
  images: ['eclipse-mosquitto', 'toke/mosquitto'],
  cdk: { construct: 'Microservice' },
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'EPL-2.0 or BSD-3-Clause' },
      {
        ports: { mqtt: 1883 },
        files: { '/mosquitto/config/mosquitto.conf': config },
        ready: { probe: 'exec', command: ['mosquitto_sub', '-h', '127.0.0.1', '-t', '$SYS/broker/uptime', '-C', '1', '-W', '3'] },
        volumes: ['/mosquitto/data'],
        hardening: { user: 1883, writes: ['/mosquitto/log'] },
        caveats: ['It answers without a password: let nothing but its callers reach it.'],
      },
    ),
}
