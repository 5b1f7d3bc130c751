import { env } from '@/lib/env'

/**
 * Only scripts of this server run, and nothing is loaded from elsewhere: an image in a module's markdown could carry
 * what the page shows to its server. Styles may be inline, because components place themselves with them.
 */
export function contentSecurityPolicy(nonce: string): string {
  const isDev = env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${isDev ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'${isDev ? ' ws:' : ''}`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
