/** The parts of the simulation, made once for a file of tests. */
import { type Core, loadCore } from '../../src/index.js';
import { type Cores, type Release, releaseOf } from '../../src/simulation/release.js';
import { loadUncheckedCore } from '../../src/simulation/unchecked-core.js';

const checked: Core = await loadCore();
export const CORES: Cores = { checked, unchecked: await loadUncheckedCore() };
export const RELEASE: Release = releaseOf();
