/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper namespace` and `enter`: a network namespace for one handover (docs/handover-protocol.md). */
#ifndef HANDOVER_NAMESPACE_COMMAND_H
#define HANDOVER_NAMESPACE_COMMAND_H

int namespace_main(int count, char **words);
int enter_main(int count, char **words);

#endif
