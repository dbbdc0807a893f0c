package io.memorydblocal.api.openapi;

import io.memorydblocal.api.operation.OperationRegistry;
import io.memorydblocal.api.rest.FromRequest;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What springdoc can't read from the controllers. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  /**
   * Rises with every change that breaks clients in its first part, with any other in its second.
   */
  static final String VERSION = "1.0.0";

  private static final String SIGNATURE = "sigv4";
  private static final String API_KEY = "apiKey";

  static {
    SpringDocUtils.getConfig().addAnnotationsToIgnore(FromRequest.class);
  }

  /**
   * Few runs of a server see its documentation asked for: no start waits for what makes it. Who
   * asks first does.
   */
  @Bean
  static BeanFactoryPostProcessor lazyDocumentation() {
    return factory ->
        documentation(factory).forEach(name -> factory.getBeanDefinition(name).setLazyInit(true));
  }

  @Bean
  WebMvcConfigurer documentationOnDemand(ConfigurableListableBeanFactory factory) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
            .addInterceptor(
                new HandlerInterceptor() {
                  @Override
                  public boolean preHandle(
                      HttpServletRequest request, HttpServletResponse response, Object handler) {
                    documentation(factory).forEach(factory::getBean);
                    return true;
                  }
                })
            .addPathPatterns("/v3/**", "/swagger-ui/**");
      }
    };
  }

  private static Stream<String> documentation(ConfigurableListableBeanFactory factory) {
    return Arrays.stream(factory.getBeanDefinitionNames())
        .filter(
            name -> {
              BeanDefinition bean = factory.getBeanDefinition(name);
              return isDocumentation(bean.getBeanClassName())
                  || isDocumentation(bean.getFactoryBeanName());
            });
  }

  private static boolean isDocumentation(@Nullable String name) {
    return name != null && name.startsWith("org.springdoc.");
  }

  @Bean
  @Lazy
  OpenAPI contract() {
    return new OpenAPI(SpecVersion.V31)
        .info(
            new Info()
                .title("MemoryDB Local")
                .version(VERSION)
                .description(
                    "Amazon MemoryDB's API as REST resources, and resources for what AWS's API has no"
                        + " operations for; beside them AWS JSON 1.1, as the AWS SDKs and the AWS CLI"
                        + " speak it, with the questions of Cost Explorer that concern MemoryDB.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .servers(
            List.of(
                new Server()
                    .url("http://127.0.0.1:8379")
                    .description("Where ./memorydb up serves")))
        .security(
            List.of(
                new SecurityRequirement().addList(SIGNATURE),
                new SecurityRequirement().addList(API_KEY)))
        .components(
            new Components()
                .addSecuritySchemes(
                    SIGNATURE,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("Authorization")
                        .description(
                            "AWS Signature Version 4 for the service memorydb (ce for Cost Explorer),"
                                + " in the header form"))
                .addSecuritySchemes(
                    API_KEY,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                            "An API key that the server was configured with; a header X-Region names"
                                + " the Region, us-east-1 if it is absent")));
  }

  @Bean
  @Lazy
  RecordSchemas recordSchemas() {
    return new RecordSchemas(new MemberTexts());
  }

  @Bean
  @Lazy
  RequestMembers requestMembers() {
    return new RequestMembers();
  }

  @Bean
  @Lazy
  CommonAnswers commonAnswers() {
    return new CommonAnswers();
  }

  @Bean
  @Lazy
  GlobalOpenApiCustomizer awsJson(OperationRegistry operations) {
    return new AwsJsonPath(operations);
  }
}
