/* SPDX-License-Identifier: MIT */
/* Help, made of the tables of commands and options. Lines fit in 80 columns. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/strbuf.h"
#include "cli/command.h"

/* What the program is, and its commands. */
void help_append_overview(struct strbuf *text);

/* Usage, description and options of one command. */
void help_append_command(struct strbuf *text, const struct command *command);

/* How an option looks on the command line: "-C, --directory DIR". */
void help_append_option_name(struct strbuf *text, const struct option_rule *rule);

#endif
