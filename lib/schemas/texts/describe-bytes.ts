const KB = 1024
const MB = 1024 * KB

/** `5 MB`, `64 kB`: a size as people say it. */
export function describeBytes(bytes: number): string {
  if (bytes >= MB) return `${Math.round((bytes / MB) * 10) / 10} MB`
  return bytes >= KB ? `${Math.round((bytes / KB) * 10) / 10} kB` : `${bytes} bytes`
}
