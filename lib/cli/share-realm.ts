import vm from 'node:vm'

/** How the manifest of a route begins, as Next's build writes it. */
const MANIFEST_START = 'globalThis.__RSC_MANIFEST'

/**
 * Has Next read the manifests of all routes in this JavaScript realm. By itself it makes a realm for each route and keeps
 * them all: hundreds of copies of what the language brings, through which every full collection of garbage goes.
 */
export function shareRealm(): void {
  const { runInNewContext } = vm
  const run: typeof runInNewContext = (code, context, options) => {
    if (!code.startsWith(MANIFEST_START) || typeof context !== 'object') return runInNewContext(code, context, options)
    return vm.compileFunction(code, ['globalThis', 'process'])(context, context.process)
  }
  Object.assign(vm, { runInNewContext: run })
}
