/** Of `postgres:17` and `ghcr.io/acme/api@sha256:…`, not of `acme/api`, `rabbitmq:management` or `acme/api:main-latest`. */
export const namesVersion = (reference: string) => /@|:[^/]*\d[^/]*$/.test(reference) && !/[:-]latest$/.test(reference)
