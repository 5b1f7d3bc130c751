import type { pickModel } from './find-model'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Whether what is sent to a model stays on this machine: the offline one, and those of a server at a loopback address. */
export function isLocalModel({
  isOffline,
  offered,
}: Pick<ReturnType<typeof pickModel>, 'isOffline' | 'offered'>): boolean {
  if (isOffline) return true
  const url = offered?.provider.baseUrl
  return url ? LOOPBACK.test(URL.parse(url)?.hostname ?? '') : false
}
