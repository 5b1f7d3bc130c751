/**
 * What a promise comes to, unless it takes longer.
 * @throws DOMException TimeoutError when `timeoutMs` (milliseconds) are over
 */
export function limitTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError'))
    }, timeoutMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
