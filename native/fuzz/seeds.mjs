// SPDX-License-Identifier: Apache-2.0
// Where each fuzz target begins: decisions as bytes, see the order in which fuzz_NAME.c reads them. Where they end, all is
// honest, so a few bytes are a whole conversation that succeeds. Zeros behind them are decisions to be changed.

const ZEROS = new Array(48).fill(0);

/** type: 0 SEQPACKET, 1 STREAM, 2 DGRAM. options: 2 is SO_PASSPIDFD, without which nothing can be pulled. */
const channel = (type, options = 0) => [options, type];
const PUSH = 0;
const PULL = 1;
const LARGE = [3, 200, 1]; // 1 + 456

export const seeds = {
  // flags, limit of descriptors, words of room; then headers: type, level, bytes of data, honesty
  fuzz_control_message: [
    [0, 4, 64, 0, 0, 0, 8, 0, 0],
    [4, 4, 64, 0, 1, 0, 4, 0, 0, 2, 0, 12, 0, 0, 0, 0, 4, 0, 0],
    [0, 4, 64, 0, 0, 0, 8, 0, 1],
  ],
  // way, bytes, descriptors
  fuzz_receive: [
    [...channel(0), 0, 8, 2, ...ZEROS],
    [...channel(1), 1, 64, 253, ...ZEROS],
    [...channel(2, 3), 2, 16, 1, ...ZEROS],
  ],
  // who is tried, mechanism, large or small, batch, chunk, transfers, acknowledgement
  fuzz_loops: [
    [...channel(0), 0, 0, 0, 2, 1, 2, 0, ...ZEROS],
    [...channel(1), 0, 1, 0, 2, 1, 2, 1, ...ZEROS],
    [...channel(0), 0, 2, 0, 2, 1, 2, 2, ...ZEROS],
    [...channel(0), 1, 0, 0, 2, 1, 2, 0, ...ZEROS],
    [...channel(1), 1, 1, 0, 2, 1, 2, 1, 1, ...ZEROS],
  ],
  // mechanism, limit, size of the transfer
  fuzz_take: [
    [...channel(0), PUSH, 0, 0, 2, ...ZEROS],
    [...channel(1), PUSH, 0, ...LARGE, ...ZEROS],
    [...channel(0, 2), PULL, 0, 0, 2, ...ZEROS],
    [...channel(1, 2), PULL, 0, ...LARGE, ...ZEROS],
  ],
  fuzz_give: [
    [...channel(0), PUSH, 0, 0, 2, ...ZEROS],
    [...channel(1), PUSH, 0, ...LARGE, ...ZEROS],
    [...channel(1), PULL, 0, 0, 2, ...ZEROS],
  ],
};
