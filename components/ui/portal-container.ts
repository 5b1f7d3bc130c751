import { createContext, useContext } from 'react'

/**
 * A dialog that stands in the page itself: what opens over it belongs into it, or is hidden beside it. A dialog that is drawn
 * over the page ends it, or its lists would open beneath it.
 */
export const PortalContainer = createContext<HTMLElement | null>(null)

/** Where menus, lists, popovers and tips are drawn; undefined for the page. */
export const usePortalContainer = (): HTMLElement | undefined => useContext(PortalContainer) ?? undefined
