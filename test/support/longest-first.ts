import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begun last, one long file would keep one core waiting for it at the end of the whole run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the method of the sequencer, not of a list
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => Number(isLongest(other)) - Number(isLongest(one)));
  }
}

const isLongest = ({ moduleId }: TestSpecification): boolean =>
  moduleId.endsWith('/guarantees/histories.test.ts');
