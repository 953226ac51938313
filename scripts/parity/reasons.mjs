const words = 'it is for people'
const drawn = 'it says what is drawn, and no engine plays it'
const image = 'the prediction starts no container'
const noScenario = 'a Compose file plays no scenario; compose.load.yaml sends the steady rate'
const oneFetch = 'nobody sees to it that one request at a time fetches a key'
const proxies = 'the connection is called directly; only `compose.load.yaml` stands in its way'

/**
 * Why a field is not played, where neither `predicted-only.ts` nor `support.ts` says it: by `owner path`, or the first name of the path,
 * `*` for all owners. A field that no test uses and that has no reason here fails the test of the table, unless it is listed in
 * `notTried`.
 */
export const reasons = {
  predicted: {
    '* name': words,
    '* notes': words,
    '* team': words,
    'component image': image,
    'component build': image,
    'component env': image,
    'component port': image,
    'group area': drawn,
    'group collapsed': drawn,
  },
  live: {
    '* name': words,
    '* notes': words,
    '* team': words,
    'group area': drawn,
    'group collapsed': drawn,
    'component trace': 'a run of recorded traffic is refused before it starts',
    'component cache.coalesce': oneFetch,
    'component cache.staleFor': oneFetch,
  },
  compose: {
    '* name': words,
    '* notes': words,
    '* team': words,
    'scenario duration': noScenario,
    'scenario warmup': noScenario,
    'scenario traffic': noScenario,
    'scenario faults': noScenario,
    'scenario objectives': noScenario,
    'component cache.coalesce': oneFetch,
    'component cache.staleFor': oneFetch,
    'group area': drawn,
    'group collapsed': drawn,
    'group kind': drawn,
    'group members': drawn,
    'fault errors replicas': 'its proxies break connections, and all replicas are behind one',
    'fault partition direction': 'its proxies cut both ways',
    'connection loss': proxies,
    'connection bandwidth': proxies,
    'connection requestSize': proxies,
    'connection responseSize': proxies,
  },
}

/** Tests that write a field in words of their own, by `owner path`. */
export const backed = {
  compose: {
    'connection latency': 'app/exporters/compose/compose.test.ts',
    'fault latency add': 'simulator/runtime/proxies/control.test.ts',
    'fault latency jitter': 'simulator/runtime/proxies/control.test.ts',
    'fault latency target': 'simulator/runtime/proxies/control.test.ts',
    'fault errors rate': 'simulator/runtime/proxies/control.test.ts',
    'fault errors target': 'simulator/runtime/proxies/control.test.ts',
    'fault partition target': 'simulator/runtime/proxies/control.test.ts',
  },
}

/** Played, as far as is known, and used by no test yet: by `owner path`, or by the first name of the path; `*` for all owners. */
export const notTried = {
  predicted: [
    'component adaptiveConcurrency',
    'component coldStart',
    'component healthCheck',
    'component nodes',
    'component queueTimeout',
    'component replicationLag',
    'component think',
    'fault restart replicas',
  ],
  live: [
    'component burst',
    'component forwards',
    'component maxInstances',
    'component prefetch',
    'component think',
    'component work',
    'connection parallel',
    'connection requestSize',
    'connection responseSize',
    'connection retries',
    'fault errors replicas',
    'fault latency jitter',
    'fault pause replicas',
    'fault restart replicas',
    'fault slow replicas',
  ],
}
