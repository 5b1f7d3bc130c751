/** Another one each time. Unlike `crypto.randomUUID` it is there where a page does not come by HTTPS. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
