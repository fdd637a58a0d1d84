import type { StoreObservation } from '../../core/cart/observation.ts';
import type { Unit } from './unit.ts';

/** What a platform tells of the store itself. Word of a former installation changes nothing in this one. */
export const applyStore = (unit: Unit, told: StoreObservation): void => {
  const { store, now, parts } = unit;
  const { stores } = parts.store;
  if (told.at < store.connectedAt) return;
  switch (told.change) {
    case 'uninstalled':
      if (store.state !== 'uninstalled') unit.also(stores.removed(store.id, 'uninstalled'));
      break;
    case 'paused':
      if (store.state === 'active') unit.also(stores.paused(store.id, told.because ?? 'paused_by_platform'));
      break;
    case 'resumed':
      if (store.state === 'paused') unit.also(stores.resumed(store.id, now));
      break;
    case 'reachable':
      for (const write of stores.heard(store.id, now)) unit.also(write);
      break;
    case 'scopes_changed':
      applyScopes(unit, told);
      break;
  }
};

const applyScopes = ({ store, parts, also }: Unit, { scopes, at }: StoreObservation): void => {
  if (scopes !== undefined) also(parts.store.stores.scopesGranted(store.id, scopes, at));
};
