package io.memorydblocal.api.sts;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.LogContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers {@code GetCallerIdentity} in the AWS Query protocol: Terraform's provider and {@code aws
 * sts get-caller-identity} ask for it. The same endpoint serves it, for requests signed for the
 * service {@code sts}.
 */
@RestController
class StsController {

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String OPERATION = "GetCallerIdentity";

  private final XMLOutputFactory xml = XMLOutputFactory.newFactory();

  /** Who signed the request. An access key stands for its account's root user. */
  @PostMapping(path = "/", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<byte[]> call(@AuthenticationPrincipal Caller caller, HttpServletRequest request)
      throws IOException, XMLStreamException {
    String form = new String(request.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    String action =
        UriComponentsBuilder.newInstance().query(form).build().getQueryParams().getFirst("Action");
    return OPERATION.equals(action) ? identity(caller) : unknown(caller, action);
  }

  private ResponseEntity<byte[]> identity(Caller caller) throws XMLStreamException {
    LogContext.operation(OPERATION);
    String account = caller.accountId();
    Map<String, String> members =
        Map.of(
            "Arn",
            "arn:aws:iam::%s:root".formatted(account),
            "UserId",
            account,
            "Account",
            account);
    StringWriter text = new StringWriter();
    XMLStreamWriter writer = begin(text, OPERATION + "Response");
    elements(writer, OPERATION + "Result", members);
    elements(writer, "ResponseMetadata", Map.of("RequestId", caller.requestId()));
    return answer(200, text, writer);
  }

  private ResponseEntity<byte[]> unknown(Caller caller, @Nullable String action)
      throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter writer = begin(text, "ErrorResponse");
    elements(
        writer,
        "Error",
        Map.of(
            "Type",
            "Sender",
            "Code",
            "InvalidAction",
            "Message",
            "Could not find operation %s; there is only %s.".formatted(action, OPERATION)));
    elements(writer, null, Map.of("RequestId", caller.requestId()));
    return answer(400, text, writer);
  }

  private XMLStreamWriter begin(StringWriter text, String root) throws XMLStreamException {
    XMLStreamWriter writer = xml.createXMLStreamWriter(text);
    writer.writeStartElement(root);
    writer.writeDefaultNamespace(NAMESPACE);
    return writer;
  }

  private static void elements(
      XMLStreamWriter writer, @Nullable String parent, Map<String, String> members)
      throws XMLStreamException {
    if (parent != null) {
      writer.writeStartElement(parent);
    }
    for (Map.Entry<String, String> member : members.entrySet()) {
      writer.writeStartElement(member.getKey());
      writer.writeCharacters(member.getValue());
      writer.writeEndElement();
    }
    if (parent != null) {
      writer.writeEndElement();
    }
  }

  private static ResponseEntity<byte[]> answer(
      int status, StringWriter text, XMLStreamWriter writer) throws XMLStreamException {
    writer.writeEndDocument();
    writer.flush();
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_XML)
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
