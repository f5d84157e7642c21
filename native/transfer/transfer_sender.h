/* SPDX-License-Identifier: Apache-2.0 */
/* Whom to pull from: the process that sent the message, by the kernel's word. SO_PEERPIDFD would name whoever made a
 * socketpair, and a pid that the giver says may be anybody's. */
#ifndef HANDOVER_TRANSFER_SENDER_H
#define HANDOVER_TRANSFER_SENDER_H

#include "../core/control_message.h"

/* Which option of the channel was switched on, and is to be switched off again. */
struct sender_question {
  int channel;
  int option; /* 0: none */
};

/* From now on every message that is sent to this end names its sender: by pidfd, or before Linux 6.5 by pid. One thing stays
 * after it: a SEQPACKET socket without a name that sends while the option is on is given one by the kernel, in the abstract
 * namespace (unix(7), autobind), and nothing takes that back. */
int sender_ask(int channel, struct sender_question *ret);
void sender_ask_no_more(struct sender_question *question);

/* A pidfd of the sender, owned by the caller: out of the message, or opened by its pid, which then is proven only by
 * what can be pulled from it. HANDOVER_SENDER_UNKNOWN when the kernel named nobody. */
int sender_pidfd_take(struct message_sender *sender);

#endif
