/** The AWS JSON 1.1 protocol, as the AWS SDKs and the AWS CLI speak it. */
@NullMarked
package io.memorydblocal.api.awsjson;

import org.jspecify.annotations.NullMarked;
